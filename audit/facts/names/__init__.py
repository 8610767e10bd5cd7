"""What a figure is about: the thing measured, whose it is, who says so, and where."""
