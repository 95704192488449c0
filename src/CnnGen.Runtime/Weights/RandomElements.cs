using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CnnGen.Runtime;

/// <summary>Random elements of one tensor, each a function of the seed, the tensor's number and the element's place alone.</summary>
/// <remarks>
/// Threefry-2x32 with 20 rounds: Salmon, Moraes, Dror and Shaw 2011, "Parallel Random Numbers: As Easy as 1, 2, 3". Elements come in
/// blocks of 32: counter <c>16 b + i</c> gives two words, from which elements i and 16 + i of block b are made. Normals are Box and
/// Muller's pairs, logarithm, sine and cosine by the polynomials of Moshier's Cephes library. Every operation is one that IEEE 754
/// rounds exactly, and none is fused, so that the bits are the same on every machine, whatever the width of its vectors. Compiled at
/// full optimization from the first call: a network's weights are made before a second tier would come.
/// </remarks>
internal readonly struct RandomElements
{
    /// <summary>Elements that are made together.</summary>
    public const int Block = 32;

    private const int Half = Block / 2;
    private const uint Parity = 0x1BD11BDA;
    private const float WordScale = 1f / (1L << 31);

    // ln 2 in two parts: the first has few bits, so that its product with an exponent is exact.
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;
    private const float QuarterTurn = 1.57079632679489662f;
    private const int MantissaBits = 23;
    private const int MantissaMask = (1 << MantissaBits) - 1;
    private const int ExponentBias = 127;
    private const int OneBits = 0x3F800000;
    private const int RootHalfBits = 0x3F3504F3;

    private readonly uint _key0;
    private readonly uint _key1;

    /// <summary>Chooses the tensor.</summary>
    /// <param name="seed">The user's seed.</param>
    /// <param name="index">The tensor's number, so that the tensors of one seed are independent of each other.</param>
    public RandomElements(ulong seed, int index)
    {
        // The seed is mixed before the index is added: seed 1, index 1 must not be seed 2, index 0.
        ulong key = Mix(unchecked(Mix(seed) + (ulong)index));
        _key0 = (uint)key;
        _key1 = (uint)(key >> 32);
    }

    /// <summary>Uniform in [-bound, bound].</summary>
    /// <param name="firstBlock">The number of the first block: its first element's place divided by <see cref="Block"/>.</param>
    /// <param name="elements">Whole blocks.</param>
    /// <param name="bound">The bound.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Uniform(int firstBlock, Span<float> elements, float bound)
    {
        Vector<float> scale = new(bound * WordScale);
        ref float destination = ref MemoryMarshal.GetReference(elements);
        uint counter = (uint)firstBlock * Half;
        for (int at = 0; at <= elements.Length - Block; at += Block)
        {
            for (int lane = 0; lane < Half; lane += Vector<uint>.Count, counter += (uint)Vector<uint>.Count)
            {
                (Vector<uint> word0, Vector<uint> word1) = Words(counter);
                (Vector.ConvertToSingle(Vector.AsVectorInt32(word0)) * scale).StoreUnsafe(ref destination, (nuint)(at + lane));
                (Vector.ConvertToSingle(Vector.AsVectorInt32(word1)) * scale).StoreUnsafe(ref destination, (nuint)(at + Half + lane));
            }
        }
    }

    /// <summary>Normal with mean 0.</summary>
    /// <param name="firstBlock">The number of the first block: its first element's place divided by <see cref="Block"/>.</param>
    /// <param name="elements">Whole blocks.</param>
    /// <param name="deviation">The standard deviation.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Normal(int firstBlock, Span<float> elements, float deviation)
    {
        ref float destination = ref MemoryMarshal.GetReference(elements);
        uint counter = (uint)firstBlock * Half;
        for (int at = 0; at <= elements.Length - Block; at += Block)
        {
            for (int lane = 0; lane < Half; lane += Vector<uint>.Count, counter += (uint)Vector<uint>.Count)
            {
                (Vector<uint> word0, Vector<uint> word1) = Words(counter);
                Vector<float> radius = Radius(word0) * new Vector<float>(deviation);
                (Vector<float> x, Vector<float> y) = Direction(word1);
                (radius * x).StoreUnsafe(ref destination, (nuint)(at + lane));
                (radius * y).StoreUnsafe(ref destination, (nuint)(at + Half + lane));
            }
        }
    }

    /// <summary>The two random words of each of some counters that follow each other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal (Vector<uint> Word0, Vector<uint> Word1) Words(uint firstCounter) =>
        Threefry(new Vector<uint>(firstCounter) + Vector<uint>.Indices, Vector<uint>.Zero, new Vector<uint>(_key0), new Vector<uint>(_key1));

    /// <summary>The cipher, on the counters and keys in the vectors' lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (Vector<uint> Word0, Vector<uint> Word1) Threefry(Vector<uint> counter0, Vector<uint> counter1, Vector<uint> key0, Vector<uint> key1)
    {
        Vector<uint> key2 = new Vector<uint>(Parity) ^ key0 ^ key1;
        Vector<uint> x = counter0 + key0;
        Vector<uint> y = counter1 + key1;
        (x, y) = FourRounds(x, y, 13, 15, 26, 6);
        x += key1;
        y += key2 + Vector<uint>.One;
        (x, y) = FourRounds(x, y, 17, 29, 16, 24);
        x += key2;
        y += key0 + new Vector<uint>(2);
        (x, y) = FourRounds(x, y, 13, 15, 26, 6);
        x += key0;
        y += key1 + new Vector<uint>(3);
        (x, y) = FourRounds(x, y, 17, 29, 16, 24);
        x += key1;
        y += key2 + new Vector<uint>(4);
        (x, y) = FourRounds(x, y, 13, 15, 26, 6);
        return (x + key2, y + key0 + new Vector<uint>(5));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector<uint> X, Vector<uint> Y) FourRounds(Vector<uint> x, Vector<uint> y, int turn0, int turn1, int turn2, int turn3)
    {
        x += y;
        y = Rotate(y, turn0) ^ x;
        x += y;
        y = Rotate(y, turn1) ^ x;
        x += y;
        y = Rotate(y, turn2) ^ x;
        x += y;
        y = Rotate(y, turn3) ^ x;
        return (x, y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<uint> Rotate(Vector<uint> word, int bits) => (word << bits) | (word >>> (32 - bits));

    /// <summary>sqrt(-2 ln u) for u = (word / 2 + 1/2) / 2^31 in (0, 1]; at most 6.66.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Radius(Vector<uint> word)
    {
        // 31 bits, because every machine converts signed integers, and rounds them alike.
        Vector<float> u = Vector.ConvertToSingle(Vector.AsVectorInt32(word >>> 1)) + new Vector<float>(0.5f);

        // u = m 2^(e + 31) with m in [sqrt(1/2), sqrt(2)), where the polynomial holds; near u = 2^31 nothing cancels, since e is 0.
        Vector<int> bits = Vector.AsVectorInt32(u) + new Vector<int>(OneBits - RootHalfBits);
        Vector<float> e = Vector.ConvertToSingle((bits >> MantissaBits) - new Vector<int>(ExponentBias + 31));
        Vector<float> x = Vector.AsVectorSingle((bits & new Vector<int>(MantissaMask)) + new Vector<int>(RootHalfBits)) - Vector<float>.One;
        Vector<float> square = x * x;
        Vector<float> p = (new Vector<float>(7.0376836292e-2f) * x) - new Vector<float>(1.1514610310e-1f);
        p = (p * x) + new Vector<float>(1.1676998740e-1f);
        p = (p * x) - new Vector<float>(1.2420140846e-1f);
        p = (p * x) + new Vector<float>(1.4249322787e-1f);
        p = (p * x) - new Vector<float>(1.6668057665e-1f);
        p = (p * x) + new Vector<float>(2.0000714765e-1f);
        p = (p * x) - new Vector<float>(2.4999993993e-1f);
        p = (p * x) + new Vector<float>(3.3333331174e-1f);
        Vector<float> logarithm = (p * x * square) + (e * new Vector<float>(Ln2Low)) - (square * new Vector<float>(0.5f)) + x + (e * new Vector<float>(Ln2High));
        return Vector.SquareRoot(Vector.Max(logarithm * new Vector<float>(-2), Vector<float>.Zero));
    }

    /// <summary>Cosine and sine of a word's share of a full turn.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector<float> Cosine, Vector<float> Sine) Direction(Vector<uint> word)
    {
        // The two highest bits choose the quarter, the others an angle of at most an eighth of a turn to either side in it.
        Vector<float> angle = Vector.ConvertToSingle(Vector.AsVectorInt32(word << 2)) * new Vector<float>(QuarterTurn / (1L << 32));
        Vector<float> square = angle * angle;
        Vector<float> s = (new Vector<float>(-1.9515295891e-4f) * square) + new Vector<float>(8.3321608736e-3f);
        s = (s * square) - new Vector<float>(1.6666654611e-1f);
        s = (s * square * angle) + angle;
        Vector<float> c = (new Vector<float>(2.443315711809948e-5f) * square) - new Vector<float>(1.388731625493765e-3f);
        c = (c * square) + new Vector<float>(4.166664568298827e-2f);
        c = (c * square * square) - (square * new Vector<float>(0.5f)) + Vector<float>.One;

        // Quarters 0 to 3 are (c, s), (-s, c), (-c, -s), (s, -c).
        Vector<int> isOdd = Vector.AsVectorInt32(word << 1) >> 31;
        Vector<uint> sign = new(1u << 31);
        Vector<float> x = Vector.ConditionalSelect(isOdd, s, c);
        Vector<float> y = Vector.ConditionalSelect(isOdd, c, s);
        return (
            Vector.AsVectorSingle(Vector.AsVectorUInt32(x) ^ ((word ^ (word << 1)) & sign)),
            Vector.AsVectorSingle(Vector.AsVectorUInt32(y) ^ (word & sign)));
    }

    /// <summary>SplitMix64's finalizer: Steele, Lea and Flood 2014, "Fast Splittable Pseudorandom Number Generators".</summary>
    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
