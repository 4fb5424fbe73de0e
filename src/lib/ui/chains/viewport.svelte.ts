interface Point {
	readonly x: number;
	readonly y: number;
}

const SMALLEST = 0.1;
const LARGEST = 2;
/** How much nearer one step brings. */
const STEP = 1.2;

/** Where a picture lies in its window, and how near it is: what is at (0, 0) in the picture is at (x, y) in the window. */
export class Viewport implements Point {
	x = $state(0);
	y = $state(0);
	zoom = $state(1);
	/** The window's size, in pixels. */
	width = $state(0);
	height = $state(0);

	set({ x, y, zoom }: Point & { zoom: number }): void {
		this.zoom = Math.min(LARGEST, Math.max(SMALLEST, zoom));
		[this.x, this.y] = [x, y];
	}

	panBy(x: number, y: number): void {
		this.x += x;
		this.y += y;
	}

	/** Zooms by a factor; the point of the window stays over what it is over. */
	zoomBy(factor: number, at: Point = { x: this.width / 2, y: this.height / 2 }): void {
		const before = this.zoom;
		this.zoom = Math.min(LARGEST, Math.max(SMALLEST, before * factor));
		const grown = this.zoom / before;
		[this.x, this.y] = [at.x - (at.x - this.x) * grown, at.y - (at.y - this.y) * grown];
	}

	nearer(): void {
		this.zoomBy(STEP);
	}

	further(): void {
		this.zoomBy(1 / STEP);
	}

	/** Brings a box of the picture into the middle, unless all of it is in sight. */
	reveal(box: Point & { width: number; height: number }): void {
		const { zoom } = this;
		const [left, top] = [box.x * zoom + this.x, box.y * zoom + this.y];
		const [right, bottom] = [left + box.width * zoom, top + box.height * zoom];
		if (left >= 0 && top >= 0 && right <= this.width && bottom <= this.height) return;
		this.panBy(this.width / 2 - (left + right) / 2, this.height / 2 - (top + bottom) / 2);
	}

	/** The point of the picture that a point of the window is over. */
	inPicture({ x, y }: Point): Point {
		return { x: (x - this.x) / this.zoom, y: (y - this.y) / this.zoom };
	}
}
