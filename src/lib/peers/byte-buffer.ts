const minCapacity = 64;

/** A growing buffer. However small the pieces, its capacity stays within about twice its length. */
export class ByteBuffer {
	#bytes: Uint8Array<ArrayBuffer> = new Uint8Array(0);
	#length = 0;

	/** Bytes appended so far. */
	get length(): number {
		return this.#length;
	}

	/** Allocated bytes. */
	get capacity(): number {
		return this.#bytes.length;
	}

	append(piece: Uint8Array): void {
		const length = this.#length + piece.length;
		if (length > this.#bytes.length) {
			// A single piece is allocated exactly and copied once.
			const capacity = this.#length === 0 ? length : Math.max(minCapacity, 2 * length);
			const bytes = new Uint8Array(capacity);
			bytes.set(this.#bytes.subarray(0, this.#length));
			this.#bytes = bytes;
		}
		this.#bytes.set(piece, this.#length);
		this.#length = length;
	}

	/** Returns all bytes and empties the buffer. */
	takeAll(): Uint8Array<ArrayBuffer> {
		const whole = this.#length === this.#bytes.length ? this.#bytes : this.#bytes.slice(0, this.#length);
		this.#bytes = new Uint8Array(0);
		this.#length = 0;
		return whole;
	}
}
