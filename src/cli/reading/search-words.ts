/** Whether a text holds every word of a search, in any order and case; a search without words finds everything. */
export function searchOf(search: string | undefined): (text: string) => boolean {
  const words = (search ?? '').toLowerCase().split(/\s+/);
  return (text) => words.every((word) => text.toLowerCase().includes(word));
}
