import '@fontsource-variable/inter/wght.css'
import './theme/base.css'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { router } from './router.ts'
import { reportFailure } from './shell/failure.ts'
import { startTheme } from './theme/scheme.ts'

startTheme()
const app = createApp(App)
app.config.errorHandler = reportFailure
addEventListener('unhandledrejection', event => reportFailure(event.reason))
app.use(createPinia()).use(router).mount('#app')
