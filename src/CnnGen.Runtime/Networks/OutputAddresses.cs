using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>Where a run reads or writes a network's further outputs, or the gradients by them: what the caller passed, held in its place as long as the run lasts.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly unsafe struct OutputAddresses
{
    private const ulong Own = 1;

    private readonly float** _addresses;
    private readonly ulong _further;

    internal OutputAddresses(float** addresses, int count)
    {
        _addresses = addresses;
        for (int place = 0; place < count; place++)
        {
            _further |= addresses[place] == null ? 0 : BitOf(place);
        }
    }

    /// <summary>A bit for each output that is wanted, the lowest for the network's own, which always is.</summary>
    public ulong Wanted => Own | _further;

    /// <summary>An element of a further output; a null reference where that is not wanted.</summary>
    /// <param name="place">The output's place among the further ones.</param>
    /// <param name="element">The element, counted from the first sample's first.</param>
    public ref float At(int place, long element)
    {
        if ((_further & BitOf(place)) == 0)
        {
            return ref Unsafe.NullRef<float>();
        }

        return ref _addresses[place][element];
    }

    private static ulong BitOf(int place) => Own << (place + 1);
}
