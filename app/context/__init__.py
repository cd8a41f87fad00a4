"""What one running atlas knows: its settings, its data and its files."""
