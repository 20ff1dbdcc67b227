const mostCharacters = 1_200;

/** AWS's sentence as it can be shown: where it quotes what it was sent, which may be a whole template, the middle is left out. */
export function shortenSentence(sentence: string): string {
  if (sentence.length <= mostCharacters) return sentence;
  const part = Math.floor(mostCharacters / 3);
  return `${sentence.slice(0, part)} […] ${sentence.slice(-part)}`;
}
