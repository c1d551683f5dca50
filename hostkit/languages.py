"""The languages of every screen, the first being that of the source texts."""

ENGLISH = "en"
CHINESE = "zh_CN"
LANGUAGES = (ENGLISH, CHINESE)
