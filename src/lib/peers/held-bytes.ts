const least = 64;

/** Bytes put together as they come. However small the pieces, it holds no more than twice what they come to, and a little. */
export class HeldBytes {
	#bytes: Uint8Array<ArrayBuffer> = new Uint8Array(0);
	#size = 0;

	/** Bytes that came. */
	get size(): number {
		return this.#size;
	}

	/** Bytes of memory that they take up. */
	get held(): number {
		return this.#bytes.length;
	}

	add(piece: Uint8Array): void {
		const size = this.#size + piece.length;
		if (size > this.#bytes.length) {
			// What comes in one piece fits exactly, and is copied once.
			const room = this.#size === 0 ? size : Math.max(least, 2 * size);
			const bytes = new Uint8Array(room);
			bytes.set(this.#bytes.subarray(0, this.#size));
			this.#bytes = bytes;
		}
		this.#bytes.set(piece, this.#size);
		this.#size = size;
	}

	/** Hands out all of it, and begins anew. */
	take(): Uint8Array<ArrayBuffer> {
		const whole = this.#size === this.#bytes.length ? this.#bytes : this.#bytes.slice(0, this.#size);
		this.#bytes = new Uint8Array(0);
		this.#size = 0;
		return whole;
	}
}
