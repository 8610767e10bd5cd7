"""Numbers: digits and words, scales and units, ranges and fractions, what is counted, the interval a print claims."""
