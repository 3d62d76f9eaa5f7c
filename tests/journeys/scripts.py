"""What a family says, in each language: the shortest inquiry, up to the review."""

UK = (
    "/start", "Українська", "Так", "Пишіть мені сюди", "Так", "Я шукаю дитину", "Мати", "Олена",
    "Іван", "Коваль", "Хлопчик або чоловік", "12 березня 2015", "навесні 2022",
    "школа № 5, Бахмут", "Евакуація або бойові дії",
)  # fmt: skip
RU = (
    "/start", "Русский", "Да", "Писать мне сюда", "Да", "Я ищу ребёнка", "Бабушка", "Наталья",
    "Алексей", "Не знаю", "Мальчик или мужчина", "около 8 лет", "февраль 2023",
    "село возле Суджи", "Эвакуация или бои",
)  # fmt: skip
EN = (
    "/start", "English", "Yes", "Write to me here", "Yes", "I am looking for a child", "Father",
    "John", "Anna", "Koval", "Girl or woman", "2015", "March 2022", "near Mariupol",
    "I do not know",
)  # fmt: skip

SCRIPTS = {"uk": UK, "ru": RU, "en": EN}
SEND = {"uk": "Надіслати запит", "ru": "Отправить запрос", "en": "Send the inquiry"}
SEARCHING = {"uk": "Пошук триває.", "ru": "Поиск продолжается.", "en": "The search continues."}
PASSED_ON = {
    "uk": "Передано працівникам служби.",
    "ru": "Передано сотрудникам службы.",
    "en": "Passed on to the caseworkers.",
}
