/** A rectangle by its upper left corner, in pixels of a picture. */
export interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}
