"""Scripts to run by hand that generate files shipped with the bot."""
