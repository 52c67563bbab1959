"""Clean text, syllables and sentences, with exact offsets."""
