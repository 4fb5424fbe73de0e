/**
 * Where menus, popovers and tips are put: inside the page's main landmark, for what stands outside of every landmark
 * is passed over by people who move from one to the next. The body, where a page has none.
 */
export const overlayPlace = (): Element => document.querySelector('main') ?? document.body;
