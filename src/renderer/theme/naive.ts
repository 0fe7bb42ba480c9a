import type { GlobalThemeOverrides } from 'naive-ui'
import type { Tokens } from './tokens.ts'

const FONT = "'Inter Variable', system-ui, sans-serif"
const MONOSPACE = "ui-monospace, 'Cascadia Mono', 'DejaVu Sans Mono', monospace"

/** naive-ui in the program's colours, type and sizes. */
export function naiveOverrides(tokens: Tokens): GlobalThemeOverrides {
  const accent = {
    primaryColor: tokens.accent,
    primaryColorHover: tokens.accentHover,
    primaryColorPressed: tokens.accent,
    primaryColorSuppl: tokens.accent,
  }
  return {
    common: {
      ...accent,
      fontFamily: FONT,
      fontFamilyMono: MONOSPACE,
      fontSize: '13px',
      fontSizeMini: '11px',
      fontSizeTiny: '12px',
      fontSizeSmall: '13px',
      fontSizeMedium: '13px',
      fontSizeLarge: '14px',
      fontWeightStrong: '600',
      heightTiny: '22px',
      heightSmall: '26px',
      heightMedium: '32px',
      heightLarge: '36px',
      borderRadius: '6px',
      borderRadiusSmall: '4px',
      bodyColor: tokens.background,
      cardColor: tokens.surface,
      modalColor: tokens.surface,
      popoverColor: tokens.surface,
      tableColor: tokens.surface,
      tableHeaderColor: tokens.surface,
      inputColor: tokens.surface,
      inputColorDisabled: tokens.quiet,
      actionColor: tokens.quiet,
      hoverColor: tokens.quiet,
      textColorBase: tokens.text,
      textColor1: tokens.text,
      textColor2: tokens.text,
      textColor3: tokens.muted,
      textColorDisabled: tokens.muted,
      placeholderColor: tokens.muted,
      iconColor: tokens.muted,
      iconColorHover: tokens.text,
      closeIconColor: tokens.muted,
      dividerColor: tokens.rule,
      borderColor: tokens.edge,
      successColor: tokens.good,
      successColorHover: tokens.good,
      warningColor: tokens.warning,
      warningColorHover: tokens.warning,
      errorColor: tokens.bad,
      errorColorHover: tokens.bad,
      errorColorPressed: tokens.bad,
      infoColor: tokens.accent,
      infoColorHover: tokens.accentHover,
    },
    Button: {
      color: tokens.quiet,
      colorHover: tokens.quietHover,
      colorPressed: tokens.quietHover,
      colorFocus: tokens.quiet,
      colorDisabled: tokens.quiet,
      colorSecondary: tokens.quiet,
      border: '1px solid transparent',
      borderHover: '1px solid transparent',
      borderPressed: '1px solid transparent',
      borderFocus: '1px solid transparent',
      borderDisabled: '1px solid transparent',
      textColorHover: tokens.text,
      textColorPressed: tokens.text,
      textColorFocus: tokens.text,
      textColorPrimary: tokens.onAccent,
      textColorHoverPrimary: tokens.onAccent,
      textColorPressedPrimary: tokens.onAccent,
      textColorFocusPrimary: tokens.onAccent,
      textColorDisabledPrimary: tokens.onAccent,
      textColorError: tokens.surface,
      textColorHoverError: tokens.surface,
      textColorPressedError: tokens.surface,
      textColorFocusError: tokens.surface,
      fontWeight: '550',
      paddingMedium: '0 14px',
    },
    Input: { ...field(tokens), caretColor: tokens.text },
    InternalSelection: {
      ...field(tokens),
      colorActive: tokens.surface,
      borderActive: line(tokens.accent),
      boxShadowActive: halo(tokens.accent),
      boxShadowActiveError: halo(tokens.bad),
      boxShadowActiveWarning: halo(tokens.warning),
    },
    Checkbox: {
      color: tokens.surface,
      border: line(tokens.edge),
      borderChecked: line(tokens.accent),
      borderFocus: line(tokens.accent),
      boxShadowFocus: halo(tokens.accent),
      colorChecked: tokens.accent,
      checkMarkColor: tokens.onAccent,
    },
    Radio: {
      color: tokens.surface,
      boxShadow: `inset 0 0 0 1px ${tokens.edge}`,
      dotColorActive: tokens.accent,
      buttonColor: tokens.surface,
      buttonBorderColor: tokens.edge,
      buttonBorderColorActive: tokens.accent,
      buttonColorActive: tokens.accentTint,
      buttonTextColorActive: tokens.accent,
    },
    Popover: { boxShadow: `0 0 0 1px ${tokens.rule}, 0 6px 24px ${tokens.shadow}` },
    Dropdown: { optionColorHover: tokens.quiet, color: tokens.surface },
    Drawer: {
      color: tokens.surface,
      bodyPadding: '16px 20px',
      headerPadding: '16px 20px',
      titleFontSize: '16px',
      titleFontWeight: '650',
    },
    Tooltip: { color: tokens.text, textColor: tokens.background, padding: '6px 10px' },
    Progress: { railColor: tokens.quiet, fillColor: tokens.accent, railHeight: '6px' },
  }
}

/** A control to write or choose in: the same in both schemes, and known by its edge. */
function field(tokens: Tokens) {
  return {
    color: tokens.surface,
    colorHover: tokens.surface,
    colorFocus: tokens.surface,
    colorFocusError: tokens.surface,
    colorFocusWarning: tokens.surface,
    border: line(tokens.edge),
    borderHover: line(tokens.muted),
    borderFocus: line(tokens.accent),
    borderDisabled: line(tokens.rule),
    boxShadowFocus: halo(tokens.accent),
    boxShadowFocusError: halo(tokens.bad),
    boxShadowFocusWarning: halo(tokens.warning),
  }
}

function line(colour: string): string {
  return `1px solid ${colour}`
}

/** With the border in the same colour: a ring of two pixels, as everything with the focus has. */
function halo(colour: string): string {
  return `0 0 0 1px ${colour}`
}
