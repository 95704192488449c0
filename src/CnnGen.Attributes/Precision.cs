namespace CnnGen;

/// <summary>How precisely inference reads a layer's weights.</summary>
public enum Precision
{
    /// <summary>As they are: float32.</summary>
    Single,

    /// <summary>
    /// Rounded to the upper half of a float32: the same range, and an error of at most 2^-9 of each weight. Half of the bytes are read, which is
    /// what a large <see cref="LinearAttribute"/> takes its time for.
    /// </summary>
    BFloat16,
}
