"""Measure what a learner goes through: presses, words, minutes, and a month of three learners."""
