"""Dates and periods as a text prints them, and what they mean on the calendar."""
