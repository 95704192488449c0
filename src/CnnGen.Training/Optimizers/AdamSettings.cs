namespace CnnGen;

/// <summary>What <see cref="Adam"/> and <see cref="AdamW"/> have in common.</summary>
/// <param name="Beta1">The share of the gradients' running mean that a step keeps.</param>
/// <param name="Beta2">The share of the squared gradients' running mean that a step keeps.</param>
/// <param name="Epsilon">Added to the denominator.</param>
/// <param name="AmsGrad">Whether the denominator has the largest of all means so far.</param>
/// <param name="Decouples">Whether weights decay apart from their gradients.</param>
internal sealed record AdamSettings(double Beta1, double Beta2, double Epsilon, bool AmsGrad, bool Decouples)
{
    /// <summary>Checks the numbers under the names that the user gave them.</summary>
    public static AdamSettings Checked(double beta1, double beta2, double epsilon, bool amsGrad, bool decouples) =>
        new(ArgumentGuard.Fraction(beta1), ArgumentGuard.Fraction(beta2), ArgumentGuard.Positive(epsilon), amsGrad, decouples);
}
