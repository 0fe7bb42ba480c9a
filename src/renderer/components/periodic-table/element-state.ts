/** What an element is to the composition or search at hand; an element without a state is left to its colour. */
export type ElementState =
  | { readonly kind: 'selected'; readonly amount: string | null }
  | { readonly kind: 'required' }
  | { readonly kind: 'allowed' }
  | { readonly kind: 'excluded' }
  /** Belongs to another part of the search, which the mark stands for. */
  | { readonly kind: 'elsewhere'; readonly mark: string; readonly part: string }
  /** Not taken up, as most elements of a search are. */
  | { readonly kind: 'unused' }

/** By symbol. */
export type ElementStates = Readonly<Record<string, ElementState>>

/** Keys held while an element was clicked or its key pressed. */
export interface Modifiers {
  readonly shift: boolean
  /** Ctrl, or Command on a Mac. */
  readonly mod: boolean
  readonly alt: boolean
}
