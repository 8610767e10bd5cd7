"""The words of a sentence that say how exactly, whether reached, and whether a level or a change."""
