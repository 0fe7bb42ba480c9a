export const compose = {
  title: 'Compose',
}
