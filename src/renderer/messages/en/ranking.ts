export const ranking = {
  title: 'Ranking',
}
