"""What was computed once and may be needed again: kept on disk, bounded, and of no consequence if it is lost."""
