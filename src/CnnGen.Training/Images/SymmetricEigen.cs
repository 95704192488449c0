using System;

namespace CnnGen;

/// <summary>Eigenvalues and eigenvectors of small symmetric matrices: Jacobi's method, 1846.</summary>
internal static class SymmetricEigen
{
    private const int MostSweeps = 60;

    /// <summary>Solves A v = l v.</summary>
    /// <param name="matrix">A, row by row.</param>
    /// <param name="size">Its rows.</param>
    /// <returns>The values, the largest first, and their vectors of length 1, one a row, the largest component of each positive.</returns>
    public static (double[] Values, double[] Vectors) Solve(ReadOnlySpan<double> matrix, int size)
    {
        double[] a = matrix.ToArray();
        double[] vectors = new double[size * size];
        for (int i = 0; i < size; i++)
        {
            vectors[(i * size) + i] = 1;
        }

        for (int sweep = 0; sweep < MostSweeps && Sweep(a, vectors, size); sweep++)
        {
        }

        return Sort(a, vectors, size);
    }

    /// <returns>Whether anything was left to turn.</returns>
    private static bool Sweep(double[] a, double[] vectors, int size)
    {
        bool turned = false;
        for (int p = 0; p < size; p++)
        {
            for (int q = p + 1; q < size; q++)
            {
                double off = a[(p * size) + q];
                double smaller = Math.Min(Math.Abs(a[(p * size) + p]), Math.Abs(a[(q * size) + q]));
                if (off != 0 && smaller + Math.Abs(off) != smaller)
                {
                    Rotate(a, vectors, size, p, q);
                    turned = true;
                }
            }
        }

        return turned;
    }

    /// <summary>Turns axes p and q so that their element becomes zero.</summary>
    private static void Rotate(double[] a, double[] vectors, int size, int p, int q)
    {
        double ratio = (a[(q * size) + q] - a[(p * size) + p]) / (2 * a[(p * size) + q]);
        double tangent = (ratio < 0 ? -1 : 1) / (Math.Abs(ratio) + Math.Sqrt((ratio * ratio) + 1));
        double cosine = 1 / Math.Sqrt((tangent * tangent) + 1);
        double sine = tangent * cosine;
        for (int k = 0; k < size; k++)
        {
            Turn(ref a[(k * size) + p], ref a[(k * size) + q], cosine, sine);
        }

        for (int k = 0; k < size; k++)
        {
            Turn(ref a[(p * size) + k], ref a[(q * size) + k], cosine, sine);
            Turn(ref vectors[(p * size) + k], ref vectors[(q * size) + k], cosine, sine);
        }

        a[(p * size) + q] = 0;
        a[(q * size) + p] = 0;
    }

    private static void Turn(ref double x, ref double y, double cosine, double sine) =>
        (x, y) = ((cosine * x) - (sine * y), (sine * x) + (cosine * y));

    private static (double[] Values, double[] Vectors) Sort(double[] a, double[] vectors, int size)
    {
        double[] keys = new double[size];
        int[] order = new int[size];
        for (int i = 0; i < size; i++)
        {
            keys[i] = -a[(i * size) + i];
            order[i] = i;
        }

        Array.Sort(keys, order);
        double[] sorted = new double[size * size];
        for (int row = 0; row < size; row++)
        {
            ReadOnlySpan<double> vector = vectors.AsSpan(order[row] * size, size);
            double largest = 0;
            foreach (double component in vector)
            {
                largest = Math.Abs(component) > Math.Abs(largest) ? component : largest;
            }

            for (int k = 0; k < size; k++)
            {
                sorted[(row * size) + k] = largest < 0 ? -vector[k] : vector[k];
            }
        }

        return (Array.ConvertAll(keys, static key => -key), sorted);
    }
}
