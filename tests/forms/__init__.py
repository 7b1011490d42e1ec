"""The forms of Sveltia CMS in a real browser; `make forms` runs them, because they need npm."""
