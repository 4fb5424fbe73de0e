/** The languages that a scenario's names are given in: they become data, in the language it was opened in. */
export type Language = 'en' | 'zh';
export type Words = Readonly<Record<Language, string>>;
