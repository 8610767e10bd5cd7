"""When a figure holds: by its clause, its sentence, its paragraph, or the article as a whole."""
