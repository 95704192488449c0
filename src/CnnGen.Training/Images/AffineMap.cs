using System;

namespace CnnGen;

/// <summary>A map of the plane: x' = Xx * x + Xy * y + X, y' = Yx * x + Yy * y + Y. x runs along rows, y downwards, in pixels.</summary>
internal readonly record struct AffineMap(double Xx, double Xy, double X, double Yx, double Yy, double Y)
{
    private const double RadiansPerDegree = Math.PI / 180;

    /// <summary>Turns clockwise about the origin.</summary>
    public static AffineMap Rotation(double degrees)
    {
        (double sine, double cosine) = Math.SinCos(degrees * RadiansPerDegree);
        return new AffineMap(cosine, -sine, 0, sine, cosine, 0);
    }

    /// <summary>Slants columns, so that what lies below the origin moves to the left for a positive angle.</summary>
    public static AffineMap Shear(double degrees) => new(1, -Math.Tan(degrees * RadiansPerDegree), 0, 0, 1, 0);

    /// <summary>Stretches each axis.</summary>
    public static AffineMap Scale(double x, double y) => new(x, 0, 0, 0, y, 0);

    /// <summary>Moves.</summary>
    public static AffineMap Translation(double x, double y) => new(1, 0, x, 0, 1, y);

    /// <summary>First this map, then another.</summary>
    public AffineMap Then(AffineMap next) => new(
        (next.Xx * Xx) + (next.Xy * Yx),
        (next.Xx * Xy) + (next.Xy * Yy),
        (next.Xx * X) + (next.Xy * Y) + next.X,
        (next.Yx * Xx) + (next.Yy * Yx),
        (next.Yx * Xy) + (next.Yy * Yy),
        (next.Yx * X) + (next.Yy * Y) + next.Y);

    /// <summary>The same map with another fixed point in the origin's place.</summary>
    public AffineMap About(double x, double y) => Translation(-x, -y).Then(this).Then(Translation(x, y));

    /// <summary>The map back. The area must not shrink to nothing.</summary>
    public AffineMap Inverse()
    {
        double determinant = (Xx * Yy) - (Xy * Yx);
        (double xx, double xy, double yx, double yy) = (Yy / determinant, -Xy / determinant, -Yx / determinant, Xx / determinant);
        return new AffineMap(xx, xy, -((xx * X) + (xy * Y)), yx, yy, -((yx * X) + (yy * Y)));
    }
}
