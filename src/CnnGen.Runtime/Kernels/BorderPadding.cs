using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>Padding that is filled from what it surrounds. For generated code, which passes places and sizes that it has planned.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BorderPadding
{
    /// <summary>Copies a tensor of one group into a larger one and fills what lies around it.</summary>
    /// <typeparam name="TBorder">What the border holds.</typeparam>
    /// <param name="x">The tensor's first float.</param>
    /// <param name="from">Its layout.</param>
    /// <param name="y">The larger tensor's first float.</param>
    /// <param name="to">Its layout: blocks or planes as the other's.</param>
    /// <param name="front">Slices in front of the first.</param>
    /// <param name="top">Rows above the first.</param>
    /// <param name="left">Columns left of the first.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill<TBorder>(ref float x, in TensorLayout from, ref float y, in TensorLayout to, int front, int top, int left)
        where TBorder : struct, IBorder
    {
        for (int plane = 0; plane < Planes(from); plane++)
        {
            for (int row = 0; row < to.Rows; row++)
            {
                ref float source = ref Unsafe.Add(ref x, from.Origin + (plane * from.PlaneStride) + SourceRow<TBorder>(row, from, to, front, top));
                ref float target = ref Unsafe.Add(ref y, to.PlaneRowOffset(plane, row));
                TensorMemory.Copy(ref source, ref Unsafe.Add(ref target, left * to.ColumnStride), from.Width * from.ColumnStride);
                for (int column = First(left, from.Width); column < to.Width; column = Next(column, left, from.Width))
                {
                    TensorMemory.Copy(
                        ref Unsafe.Add(ref source, TBorder.Source(column - left, from.Width) * from.ColumnStride),
                        ref Unsafe.Add(ref target, column * to.ColumnStride),
                        from.ColumnStride);
                }
            }
        }
    }

    /// <summary>The gradient through <see cref="Fill"/>: to each element its own, and those of the places that were filled from it.</summary>
    /// <typeparam name="TBorder">What the border holds.</typeparam>
    /// <param name="dy">The first float of the gradient by the larger tensor.</param>
    /// <param name="from">Its layout: blocks of channels.</param>
    /// <param name="dx">The first float of the gradient by the tensor.</param>
    /// <param name="to">Its layout: blocks of channels.</param>
    /// <param name="front">Slices in front of the first.</param>
    /// <param name="top">Rows above the first.</param>
    /// <param name="left">Columns left of the first.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddUp<TBorder>(ref float dy, in TensorLayout from, ref float dx, in TensorLayout to, int front, int top, int left)
        where TBorder : struct, IBorder
    {
        for (int plane = 0; plane < Planes(to); plane++)
        {
            ref float first = ref Unsafe.Add(ref dx, to.Origin + (plane * to.PlaneStride));
            for (int row = 0; row < to.Rows; row++)
            {
                TensorMemory.Clear(ref Unsafe.Add(ref first, to.RowOffset(row)), to.Width * to.ColumnStride);
            }

            for (int row = 0; row < from.Rows; row++)
            {
                ref float source = ref Unsafe.Add(ref dy, from.PlaneRowOffset(plane, row));
                ref float target = ref Unsafe.Add(ref first, SourceRow<TBorder>(row, to, from, front, top));
                Add(ref Unsafe.Add(ref source, left * from.ColumnStride), ref target, to.Width * to.ColumnStride);
                for (int column = First(left, to.Width); column < from.Width; column = Next(column, left, to.Width))
                {
                    Add(
                        ref Unsafe.Add(ref source, column * from.ColumnStride),
                        ref Unsafe.Add(ref target, TBorder.Source(column - left, to.Width) * to.ColumnStride),
                        to.ColumnStride);
                }
            }
        }
    }

    /// <summary>The offset, in the inner tensor, of the row that a row of the padded one shows.</summary>
    private static int SourceRow<TBorder>(int row, in TensorLayout inner, in TensorLayout padded, int front, int top)
        where TBorder : struct, IBorder =>
        (TBorder.Source((row / padded.Height) - front, inner.Depth) * inner.SliceStride) + (TBorder.Source((row % padded.Height) - top, inner.Height) * inner.RowStride);

    /// <summary>The first border column.</summary>
    private static int First(int left, int inner) => left == 0 ? inner : 0;

    /// <summary>The border column behind another: those of the inner tensor are passed over.</summary>
    private static int Next(int column, int left, int inner) => column + 1 == left ? left + inner : column + 1;

    private static int Planes(in TensorLayout layout) => layout.IsPlanar ? layout.Channels : layout.Blocks;

    private static void Add(ref float x, ref float sum, int length) => Elementwise.Apply(default(Sum), ref x, ref sum, ref sum, length);
}
