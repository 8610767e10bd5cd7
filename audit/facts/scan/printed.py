"""Says what digits are: a figure, a date, or a number that is no figure."""

from __future__ import annotations

import re

from audit.facts._phrases import words_before
from audit.facts._reading import Figure, Rejected
from audit.facts.dates.found import Found
from audit.facts.numbers.amounts import Amount
from audit.facts.scan import reject
from audit.facts.scan.sense import Sense, of_period, telling
from audit.facts.scan.shapes import by_form, token

# Longer runs of digits are codes; with so many digits days, months and years are printed.
_LONG, _DATED = 15, (1, 2, 4)
_HOURS = 25
# Around the clock, but for a day in July behind a word for a day.
_ALWAYS = "24/7"
# How many pages or pictures a series has at the most.
_SERIES = 99
# Reasons that a list hands on.
_LISTED = frozenset({"ordinal", "name", "legal_reference", "page", "period", "age", "identifier"})
_LAST_DAY = 31
_DAY_LIKE = re.compile(r"(?:\d{1,2}-)?\d{1,2}[/.-]\d{1,2}(?!\d|[.,/-]\d| ?%)")
# Rules of dates whose digits may be a number of something, whatever stands before them.
_UNSURE = frozenset({"bare-day", "day/month"})
_RUN = re.compile(r"\d+(?:[.,/:-]\d+)*")
Item = Figure | Found | Rejected


def digits(start: int, end: int, before: list[str], sense: Sense) -> tuple[Item, int]:
    """What the run of digits from `start` to `end` belongs to, and where the text goes on after it."""
    known = sense.words.reasons
    named = known.named.at(sense.low, start, sense.limit) if sense.low[start:end] in known.named.heads else None
    if named:
        return Rejected(start, named[0], "name"), named[0]
    touches = start > sense.first and sense.low[start - 1] != " "
    if touches and (lettered := _lettered(start, sense)):
        return lettered, lettered.end
    money = touches and (sense.amounts.currency(start, sense.done) is not None or _priced(start, sense))
    formed = by_form(sense.text, sense.low, (start, end), (sense.first, sense.done, sense.limit), before, money, known)
    if formed and not (sense.low.startswith(_ALWAYS, start) and sense.words.forms.leads.of(before)):
        return formed, max(formed.end, end)
    dated = sense.dates.at_digits(start, sense.limit, before, start == sense.first) if end - start in _DATED else None
    if isinstance(dated, Rejected) or (dated and _is_surely(dated)):
        return dated, dated.end
    strays = sense.low.startswith(", ", end) and not _numbered(before, sense)
    amount = sense.amounts.at_digits(start, sense.done, sense.limit, strays)
    if amount is not None:
        amount = sense.figures.joined(amount, before, amount.bare and bool(known.before.of(before)))
    if dated and _is_date(dated, amount, before, sense):
        return dated, dated.end
    part = sense.figures.fraction(start) or (sense.figures.out_of(amount) if amount else None)
    if part:
        reason = known.before.of(before) or known.before_bare.of(before) or _counter(part, sense)
        return (Rejected(part.start, part.end, reason) if reason else part), part.end
    if amount is None:
        return _malformed(start, end, sense)
    score = _score(amount, sense)
    return (score, score.end) if score else _figure(amount, before, sense)


def _counter(part: Figure, sense: Sense) -> str | None:
    """The reason why a fraction alone on its line is none: it numbers the pages or pictures of a series."""
    begin = sense.low.rfind("\n", 0, part.start) + 1
    end = sense.low.find("\n", part.end)
    alone = not sense.low[begin : part.start].strip() and not sense.low[part.end : end if end >= 0 else None].strip()
    few = part.denominator is not None and 0 < part.value <= part.denominator <= _SERIES
    return "page" if alone and few and part.rule == "fraction" else None


def _numbered(before: list[str], sense: Sense) -> bool:
    """Whether the words before digits make these a day or a number in an order."""
    known, dates = sense.words.reasons, sense.words.forms
    ordered = known.before.of(before) or known.before_bare.of(before) or known.always.of(before)
    dated = dates.leads.of(before) or dates.month_lead.of(before) or dates.year_lead.of(before)
    return bool(ordered or dated)


def _score(amount: Amount, sense: Sense) -> Rejected | None:
    """A score such as `2-1`: two small bare numbers that make no range, or that stand between two names."""
    if not amount.bare:
        return None
    if amount.value_to is not None:
        return _range_is_score(amount, sense)
    listed = reject.listed_score(sense.text, (amount.start, amount.end), (sense.first, sense.limit))
    if listed is not None:
        return Rejected(amount.start, listed, "score")
    second = reject.unmatched(sense.low, amount.start, sense.limit)
    if second is None or telling(sense.amounts.at_digits(second[0], second[0], sense.limit)):
        return None
    return Rejected(amount.start, second[1], "score")


def _range_is_score(amount: Amount, sense: Sense) -> Rejected | None:
    """A score that counts upwards, `thua 0-1`, and so looks like a range; but not where it counts something."""
    if amount.rule != "range" or amount.scale > 1 or sense.counter(amount):
        return None
    span = amount.start, amount.end
    if reject.between_names(sense.text, *span, sense.limit) or reject.told_as_score(
        sense.low, *span, (sense.first, sense.limit), sense.words.reasons
    ):
        return Rejected(*span, "score")
    return None


def goes_on(start: int, refused: Rejected, sense: Sense) -> Rejected | None:
    """A bare number that goes on a list of ordinals or names: `lớp 5, 9 và 11`, `Điều 5, 6-8`."""
    if refused.reason not in _LISTED or not sense.words.list_join.fullmatch(sense.low, refused.end, start):
        return None
    amount = sense.amounts.at_digits(start, start, sense.limit)
    amount = sense.figures.joined(amount, []) if amount else None
    if amount is None or not amount.bare or amount.decimals:
        return None
    if amount.end < sense.limit and (sense.low[amount.end].isalpha() or sense.low[amount.end] in "/-–"):
        return None
    noun = sense.amounts.nouns.after(sense.text, sense.low, amount.end, sense.limit)
    return None if noun and sense.text[noun[0]].islower() else Rejected(start, amount.end, refused.reason)


def lists_days(last: Found, start: int, sense: Sense) -> bool:
    """Whether digits go on a list of days: `lễ 30/4, 1/5`."""
    joins = (sense.words.list_join, sense.words.forms.join)
    joined = last.shape == "day" and any(join.fullmatch(sense.low, last.end, start) for join in joins)
    return bool(joined and _DAY_LIKE.match(sense.low, start))


def _priced(start: int, sense: Sense) -> bool:
    """Whether a sum of money stands behind a slash, as in `330 tỉ đồng/195 tỉ đồng`, where codes have letters."""
    if start == sense.first or sense.low[start - 1] != "/":
        return False
    amount = sense.amounts.at_digits(start, start, sense.limit)
    return amount is not None and amount.unit is not None and amount.unit.kind == "currency"


def says_again(start: int, before: list[str], sense: Sense) -> bool:
    """Whether digits in brackets say a day again that words name before: `hôm nay (27-3)`."""
    if before or start < sense.first + 3 or sense.low[start - 1] != "(":
        return False
    named = words_before(sense.low, start - 1, sense.first)
    days = sense.words.forms
    looks_like_days = _DAY_LIKE.match(sense.low, start) or days.days.match(sense.low, start)
    return bool(looks_like_days) and bool(days.leads.of(named) or days.day_names.of(named))


def numbers_day(start: int, end: int, sense: Sense) -> bool:
    """Whether digits alone in brackets are the day of the month that a weekday was: `this Sunday (7)`."""
    if end - start > 2 or start < sense.first + 2 or sense.low[start - 1] != "(" or sense.low[end : end + 1] != ")":
        return False
    named = words_before(sense.low, start - 1, sense.first)
    return 0 < int(sense.low[start:end]) <= _LAST_DAY and sense.words.forms.day_names.of(named) is not None


def _lettered(start: int, sense: Sense) -> Found | None:
    """A period written as letters and a digit: `Q3 2017`, `H1 2018`, `FY2018`."""
    low, begin = sense.low, start
    while begin > sense.first and start - begin < 3 and low[begin - 1].isalpha():
        begin -= 1
    word = low[begin:start]
    if word not in sense.words.forms.by_word or (begin > sense.first and low[begin - 1].isalnum()):
        return None
    return sense.dates.at_word(word, begin, sense.limit)


def _is_surely(dated: Found) -> bool:
    """Whether what looks like a date is one whatever amount its digits may be."""
    return dated.strong and dated.shape != "relative" and dated.rule not in _UNSURE


def _is_date(dated: Found, amount: Amount | None, before: list[str], sense: Sense) -> bool:
    """Whether what looks like a date is one, and no figure: `2013 người`, `mỗi ngày 2 lần`, `tối 2.5 triệu`."""
    if amount is None:
        return True
    if dated.shape == "relative" and sense.words.lasts.of(before):
        return False  # `kéo dài suốt 3 năm qua` tells how long
    if dated.rule == "bare-day":
        return not (amount.unit or sense.counter(amount))
    if dated.rule == "day/month" and telling(amount) and amount.end > dated.end:
        return False
    if dated.strong:
        return True
    counts = dated.shape == "year" and not sense.words.forms.may_lead.of(before) and sense.counter(amount)
    return not (telling(amount) or counts)


def _figure(amount: Amount, before: list[str], sense: Sense) -> tuple[Figure | Rejected, int]:
    reason = None if telling(amount) else _reason(amount, before, sense)
    if reason is None and sense.words.reasons.always.of(before):
        reason = "ordinal"
    if reason == "name" and amount.next == amount.end:
        whole = token(sense.text, sense.low, amount.end - 1, (amount.start, sense.limit), reason)
        end = max(whole.end, amount.end)
        return Rejected(amount.start, end, whole.reason), end
    if reason:
        return Rejected(amount.start, amount.end, reason), amount.next
    return sense.figures.complete(amount, before)


def _reason(amount: Amount, before: list[str], sense: Sense) -> str | None:
    """Why a number without a telling unit is no figure."""
    known, text, start = sense.words.reasons, sense.text, amount.start
    if amount.next == amount.end < sense.limit and text[amount.next].isalpha():
        return "name"
    if reject.quoted(text, start, amount.end, (sense.first, sense.limit)):
        return "name"
    if (
        amount.value_to is not None
        and amount.value_to < _HOURS
        and sense.words.reasons.clock.match(text, amount.end - 1)
    ):
        return "time_of_day"
    if reject.apposed_age(text, start, (sense.first, sense.limit), known):
        return "age"
    reason = reject.by_context(sense.low, amount.end, sense.limit, before, known)
    counted = sense.counter(amount)
    if amount.decimals:
        versioned = amount.unit is None and not counted and _foreign(amount, sense)
        return "name" if versioned else reason if reason not in ("ordinal", "name") else None
    grouped = "." in sense.low[start : amount.end] or "," in sense.low[start : amount.end]
    attached = amount.unit is not None and amount.unit.kind == "duration" and sense.low[amount.end] != " "
    bare = (amount.unit is None or attached) and not (counted or grouped)
    if reason is None and bare and not sense.figures.goes_on(amount):
        reason = reject.soft(text, start, (sense.first, sense.limit), before, known)
        if reason == "phone" and sense.amounts.nouns.after(text, sense.low, amount.next, sense.limit):
            reason = None  # `called 20 neighbours`
        street = sense.words.plain_names and reject.addressed(text, amount.end, sense.limit)
        if reason is None and (street or reject.housed(text, amount.end, sense.limit)):
            reason = "name"
        if reason is None and sense.words.plain_names and reject.before_name(text, amount.end, sense.limit):
            reason = "name"
    return reason or ("period" if of_period(amount, before, sense) else None)


def _foreign(amount: Amount, sense: Sense) -> bool:
    """Whether a bare decimal has the other decimal mark, as versions and grades do: `4.0` in Vietnamese."""
    habit = sense.amounts.habit
    return not habit.swapped and habit.decimal not in sense.low[amount.start : amount.end]


def _malformed(start: int, end: int, sense: Sense) -> tuple[Rejected, int]:
    match = _RUN.match(sense.low, start, sense.limit)
    stop = max(end, match.end() if match else end)
    if stop < sense.limit and sense.text[stop].isalpha():
        whole = token(sense.text, sense.low, stop - 1, (start, sense.limit), "name")
        return Rejected(start, max(whole.end, stop), whole.reason), max(whole.end, stop)
    code = "." in sense.low[start:stop] or stop - start > _LONG
    return Rejected(start, stop, "identifier" if code else "other"), stop
