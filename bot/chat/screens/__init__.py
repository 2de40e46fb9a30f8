"""Screens: functions from data to components. They know nothing of Discord's connection or the database."""
