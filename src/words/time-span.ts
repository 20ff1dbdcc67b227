const units = {
  en: { day: " d", hour: " h", minute: " min" },
  ja: { day: " 日", hour: " 時間", minute: " 分" },
  ko: { day: "일", hour: "시간", minute: "분" },
} as const;

/** A time of minutes to days in its two greatest units, rounded down, one minute at least: `6 d 3 h`, `6일 3시간`. */
export function sayTimeSpan(seconds: number, language: keyof typeof units): string {
  const minutes = Math.max(1, Math.floor(seconds / 60));
  const parts = [
    [Math.floor(minutes / 1440), units[language].day],
    [Math.floor(minutes / 60) % 24, units[language].hour],
    [minutes % 60, units[language].minute],
  ] as const;
  const greatest = parts.findIndex(([amount]) => amount > 0);
  return parts
    .slice(greatest, greatest + 2)
    .flatMap(([amount, unit]) => (amount > 0 ? [`${amount}${unit}`] : []))
    .join(" ");
}

/** An ISO 8601 time as a sentence has it, the same in every language: `2026-05-01 12:00 UTC`. */
export function sayMoment(time: string): string {
  return `${time.slice(0, 16).replace("T", " ")} UTC`;
}
