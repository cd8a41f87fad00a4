"""An officer's work, as the commands and the page both do it: drafts, publishing, who may."""
