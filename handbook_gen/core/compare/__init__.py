"""Two handbooks compared in meaning: facts first, judgement second, words elsewhere; see `comparison`."""
