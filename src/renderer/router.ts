import { createRouter, createWebHashHistory } from 'vue-router'
import { places } from './shell/places.ts'

const first = places[0]

/** `#/compose`, `#/library`, …: each screen is loaded when it is first shown. Parameters travel in the query. */
export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    ...places.map(({ name, load }) => ({ path: `/${name}`, name, component: load })),
    ...(first === undefined ? [] : [{ path: '/:rest(.*)*', redirect: `/${first.name}` }]),
  ],
})
