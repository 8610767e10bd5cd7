"""Tables -> Finding: one rule a file, each a docstring that is its page, a `RULE`, and a pure `check`.

`check(frame, **options)` yields a `Hit` for each thing that is wrong, by row position. It reads the columns that
`RULE.needs` names, makes use of the context columns of `CONTEXT` where they are there, and knows nothing of
Great Expectations. In a hit, `related` rows with an empty note belong to the finding without a place of their own.
"""

from __future__ import annotations

from audit.rules import _events as events
from audit.rules._findings import findings, found, numbered
from audit.rules._frames import CONTEXT, frames, score_frame
from audit.rules._pieces import judged

__all__ = ["CONTEXT", "events", "findings", "found", "frames", "judged", "numbered", "score_frame"]
