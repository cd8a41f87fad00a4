"""Jobs: what needs heavier libraries than the web worker has, drawn in a process of its own."""
