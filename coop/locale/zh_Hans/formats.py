"""How Chinese is written in simplified script, besides what Django knows of its days and numbers.

Months are numbers, so that no words are theirs.
"""

# The order is that of the sounds.
ALPHABET = "pinyin"
NAME_LANGUAGES = ("zh-Hans", "zh")
