"""Which address is connected to: the one that was looked at, and only where it is of the public Internet."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from audit.errors import InputError

_SCHEMES = {"http": 80, "https": 443}
_EMBEDDING = ipaddress.ip_network("64:ff9b::/96")  # NAT64 (RFC 6052): an IPv4 address in the last 32 bits
_METADATA = frozenset((ipaddress.ip_address("168.63.129.16"),))  # of a cloud, though it looks public
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Target:
    """What to connect to for an address: `urls` have IP addresses for the host, to be tried in this order.

    `host` goes into the header of that name, and `name` is what the certificate must be for.
    """

    urls: tuple[str, ...]
    host: str
    name: str


def target(url: str, *, private: bool = False) -> Target:
    """Look an address up once, and keep what was found: a second look could find something else.

    Raises InputError for what is neither http nor https, and, unless `private`, where any address of the host is not
    public.
    """
    parts, name, port = _parts(url)
    addresses = _addresses(name, port, url)
    closed = [address for address in addresses if not public(address)]
    if closed and not private:
        what = f"{name} leads to {closed[0]}, which is not a public address"
        raise InputError(what, file=url, mend="add --allow-private if that is what you want")
    query = f"?{parts.query}" if parts.query else ""
    places = (f"[{address}]" if address.version == 6 else str(address) for address in addresses)
    urls = tuple(f"{parts.scheme}://{place}:{port}{parts.path or '/'}{query}" for place in places)
    named = f"[{name}]" if ":" in name else name
    return Target(urls, named if port == _SCHEMES[parts.scheme] else f"{named}:{port}", name)


def _parts(url: str) -> tuple[SplitResult, str, int]:
    """An address taken apart, the name of its host in ASCII, and its port."""
    try:
        parts = urlsplit(url)
        port = parts.port or _SCHEMES.get(parts.scheme, 0)
        host = parts.hostname or ""
        name = host if host.isascii() else host.encode("idna").decode("ascii")
    except ValueError as error:
        raise InputError(f"is no address: {error}", file=url, mend="write it as https://example.vn/page") from error
    if parts.scheme not in _SCHEMES or not name:
        raise InputError("is not an http or https address", file=url, mend="write it as https://example.vn/page")
    if parts.username is not None or parts.password is not None:
        raise InputError("holds a user name", file=url, mend="leave out what stands before the @")
    return parts, name, port


def public(address: Address) -> bool:
    """Whether an address is of the public Internet, itself and the one that it may embed."""
    inner = _embedded(address)
    if inner is not None:
        return public(inner)
    return address.is_global and not address.is_multicast and not address.is_reserved and address not in _METADATA


def _embedded(address: Address) -> Address | None:
    """The IPv4 address that an IPv6 address stands for, in the ways of passing from one to the other."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in _EMBEDDING:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)


def _addresses(host: str, port: int, url: str) -> list[Address]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise InputError(f"{host} is not known", file=url, mend="check the address and the connection") from error
    return [ipaddress.ip_address(str(place[0]).partition("%")[0]) for *_, place in found]
