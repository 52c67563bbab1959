"""Legacy Vietnamese encodings (TCVN3, VNI and their like) into Unicode."""
