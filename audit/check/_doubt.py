"""A doubt about a figure that the sources have: what stands beside it there is something else."""

from __future__ import annotations

from dataclasses import dataclass, replace

from audit.check._figures import Judged


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is wrong beside the figure nearest to `at`: the key and the fields of its note."""

    at: int
    key: str
    word: str
    source: str = ""
    said: str = ""

    def holds(self, span: tuple[int, int], figure: Judged) -> bool:
        """Whether it is about this figure: one in whose place the source has another one is not a rounding of it."""
        return self.key != "slot" or (span[0] <= self.at < span[1] and figure.key != "rounded")

    def about(self, figure: Judged) -> Judged:
        """The figure with this doubt; contradicted where the source has another one in its place."""
        fields = {"word": self.word, "source": self.source, "said": self.said}
        return replace(figure, verdict="contradicted" if self.key == "slot" else "unclear", key=self.key, fields=fields)
