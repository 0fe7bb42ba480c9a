export const tour = {
  region: 'Short tour',
  next: 'Next',
  back: 'Back',
  skip: 'Skip the tour',
  done: 'Done',
  open: 'Take the short tour',
  place: (step: number, steps: number) => `${step} of ${steps}`,
  steps: {
    table: {
      title: 'Put a composition together',
      text: 'Click an element to add it, again for one more; Shift-click or the right button takes one away. By keyboard: arrows move, Enter adds, digits set the amount.',
    },
    formula: {
      title: 'Or type its formula',
      text: 'Formula, table and amounts always say the same. Brackets, hydrates, decimals and letters such as Ca1-xEuxBi2Ta2O9 are read.',
    },
    score: {
      title: 'How much it looks like compounds that exist',
      text: 'Two scores: what known compounds with exchanged elements, charges and competing phases say, and how familiar it is to a network (RMSE). Read them as percentiles among known stable compounds, where high is good; nothing here says “synthesizable: yes”.',
    },
    charge: {
      title: 'Whether the charges can balance',
      text: 'Every neutral assignment is found, mixed valence included. You can choose the states an element may have.',
    },
    lists: {
      title: 'Keep what is worth trying',
      text: 'Add compositions to a list of the library. Press ? for all keys.',
    },
  },
}
