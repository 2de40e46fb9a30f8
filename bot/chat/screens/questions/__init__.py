"""How questions look, and how answers are explained."""
