"""What the atlas is as a whole: every page, the HTML around each, the application that answers."""
