"""What a terminal shows, one drawing a file, made of lines, columns and snippets; and the two streams of a command."""
