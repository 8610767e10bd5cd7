"""The walk over a text, from number to number: a figure, a date, or neither."""
