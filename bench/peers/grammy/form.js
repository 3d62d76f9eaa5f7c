// The form of form.py, in JavaScript.
import { randomInt } from "node:crypto";
import { readFileSync } from "node:fs";

const questions = JSON.parse(readFileSync(process.env.BENCH_FORM, "utf8"));
export const REVIEW = questions.length;
export const SEND = "send";
const year = /\b(19|20)\d\d\b/;
const most = 120;

export function asked(answers, refused) {
  const step = answers.length;
  if (step === REVIEW) {
    const lines = questions.map((question, at) => `${question.label}: ${answers[at]}`);
    return `Перегляньте, будь ласка, все. Ще нічого не надіслано.\n\n${lines.join("\n")}`;
  }
  const noted = step ? `✓ ${questions[step - 1].label}: ${answers.at(-1)}\n\n` : "";
  const above = refused ? "Напишіть, будь ласка, інакше.\n\n" : noted;
  return `${above}Запитання ${step + 1} з ${REVIEW}\n\n${questions[step].ask}`;
}

export function buttons(step) {
  if (step === REVIEW) return [["Надіслати", SEND]];
  const ways = (questions[step].choices ?? []).map((words, at) => [words, `${step}=${at}`]);
  return step ? [...ways, ["← Назад", "back"]] : ways;
}

export function tapped(step, token) {
  const [at, number] = token.split("=");
  return step < REVIEW && at === String(step) ? questions[step].choices[number] : undefined;
}

export function typed(step, text) {
  const question = questions[step];
  const words = text.trim();
  if (!question || question.choices || !words || words.length > most) return undefined;
  return !question.date || year.test(words) ? words : undefined;
}

export function receipt() {
  const number = `${randomInt(10 ** 9)}`.padStart(9, "0") + `${randomInt(10 ** 8)}`.padStart(8, "0");
  return (
    "Дякуємо. Ваш запит збережено, і працівники служби вже мають його.\n\n" +
    `Ваш номер: ${number}\n\nЗбережіть його, будь ласка.`
  );
}
