"""How questions are asked and answers explained."""
