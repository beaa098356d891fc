// A program that only stretches a passphrase, at the least cost that a
// journal may have: what of unlocking is meant to take long.
package main

import "afterword/internal/seal"

func main() { seal.Stretch(seal.Floor()) }
