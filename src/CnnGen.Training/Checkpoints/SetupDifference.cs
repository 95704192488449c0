namespace CnnGen;

/// <summary>Something in which two trainings differ that were to be the same.</summary>
/// <param name="What">What it is called.</param>
/// <param name="Own">What it is.</param>
/// <param name="Expected">What it should be.</param>
internal sealed record SetupDifference(string What, object Own, object Expected)
{
    /// <summary>Compares; null where both are the same.</summary>
    public static SetupDifference? Between(string what, object own, object expected) => own.Equals(expected) ? null : new SetupDifference(what, own, expected);
}
