using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Lowering;

/// <summary>Checks what every program must satisfy, whichever pass it comes from. Tests run it behind each pass.</summary>
internal static class ProgramVerifier
{
    /// <summary>Throws at the first operation that reads what was not written, or that says itself that it does not hold.</summary>
    /// <param name="pass">The pass just run, for the message.</param>
    /// <param name="program">The program.</param>
    public static void Verify(string pass, Program program)
    {
        Blocks written = new(program.Views);
        foreach (Operation operation in program.Operations)
        {
            foreach (Tensor read in operation.Reads)
            {
                Require(written.Hold(read), pass, operation, $"reads {read} before it is written");
            }

            foreach (string problem in operation.Problems(program.Forms))
            {
                Require(false, pass, operation, problem);
            }

            written.Add(operation.Writes);
        }
    }

    /// <summary>Throws where borders are too small for what reads them or not cleared, tensors that live at the same time share memory, or padding lanes are not zero where they must be.</summary>
    public static void VerifyMemory(string pass, Program program)
    {
        Blocks cleared = new(program.Views);
        cleared.Add(program.Operations.OfType<ClearBorder>().Select(clear => clear.Y));
        cleared.Add(program.Operations.OfType<Clear>().Select(clear => clear.Y));
        HashSet<Tensor> dirty = new(program.Operations.Where(operation => operation.WritesIntoBorder(program.Forms)).SelectMany(operation => operation.Writes));
        foreach (Operation operation in program.Operations)
        {
            foreach (Tensor read in operation.Reads)
            {
                Border seen = operation.BorderOf(read);
                Require(program.Forms[read].Border.Holds(seen), pass, operation, $"sees past the border of {read}");
                Require(seen.IsEmpty || cleared.Hold(read) || !(program.Memory.IsShared(read) || dirty.Contains(read)), pass, operation, $"sees a border of {read} that nothing clears");
            }
        }

        VerifyLanes(pass, program);
        VerifyPlaces(pass, program);
        VerifyParts(pass, program);
    }

    private static void VerifyLanes(string pass, Program program)
    {
        HashSet<Tensor> zero = new(program.Memory.Places.Where(place => !place.Value.IsShared).Select(place => place.Key));
        HashSet<Tensor> lifted = [];
        foreach (Operation operation in program.Operations)
        {
            foreach (Tensor read in operation.Reads.Where(operation.ReadsLanes))
            {
                Require(!lifted.Contains(read) || !PaddingLanes.Has(program.Forms[read]), pass, operation, $"reads padding lanes of {read} that hold an activation of zero");
            }

            PaddingLanes.Follow(operation, lifted);
            foreach (Tensor read in operation.Reads.Where(operation.NeedsZeroLanes))
            {
                Require(zero.Contains(read) || !PaddingLanes.Has(program.Forms[read]), pass, operation, $"needs zeros in the padding lanes of {read}");
            }

            foreach (Tensor written in operation.Writes)
            {
                bool isZero = operation.Lanes switch
                {
                    LaneRule.Zero => true,
                    LaneRule.Untouched => zero.Contains(written),
                    LaneRule.OfReads => operation.Reads.All(read => zero.Contains(read) || !PaddingLanes.Has(program.Forms[read])),
                    _ => false,
                };
                if (isZero)
                {
                    zero.Add(written);
                }
                else
                {
                    zero.Remove(written);
                }
            }
        }
    }

    private static void VerifyPlaces(string pass, Program program)
    {
        Dictionary<Tensor, Life> lives = PlanMemory.Lives(program);
        Tensor[] tensors = lives.Keys.ToArray();
        for (int i = 0; i < tensors.Length; i++)
        {
            (Tensor one, Place place) = (tensors[i], program.Memory[tensors[i]]);
            long length = program.Forms[one].Length;
            Require(place.Offset >= 0 && place.Offset + length <= program.Memory.Length(place.Region), pass, null, $"{one} lies outside of its region");
            Require(place.Offset % Tensor.Block == 0, pass, null, $"{one} is not aligned");
            foreach (Tensor other in tensors.Skip(i + 1))
            {
                Place otherPlace = program.Memory[other];
                bool meets = place.Region == otherPlace.Region
                    && place.Offset < otherPlace.Offset + program.Forms[other].Length && otherPlace.Offset < place.Offset + length;
                Require(!meets || !lives[one].Overlaps(lives[other]) || Replaces(other, one) || Replaces(one, other), pass, null, $"{one} and {other} share memory while both live");
                Require(!meets || (place.IsShared && otherPlace.IsShared), pass, null, $"{one} and {other} share memory and are not marked so");
            }
        }

        // Element for element, by the operation that reads the one for the last time.
        bool Replaces(Tensor written, Tensor read) =>
            lives[written].First == lives[read].Last && program.Memory[written] == program.Memory[read] && program.Forms[written] == program.Forms[read]
            && program.Operations[lives[read].Last] is var operation && operation.Writes.Count == 1 && operation.Writes[0] == written && operation.Replaceable.Contains(read);
    }

    private static void VerifyParts(string pass, Program program)
    {
        foreach (Tensor part in program.Views.Parts)
        {
            (Tensor root, IEnumerable<int> blocks) = program.Views.BlocksOf(part);
            (TensorForm form, TensorForm rootForm) = (program.Forms[part], program.Forms[root]);
            (Place place, Place rootPlace) = (program.Memory[part], program.Memory[root]);
            Require(part.Channels % Tensor.Block == 0 && root.Channels % Tensor.Block == 0 && blocks.Last() < rootForm.Planes, pass, null, $"{part} is not whole blocks of {root}");
            Require(form == rootForm with { Channels = part.Channels } && form is { IsPlanar: false, Groups: 1 }, pass, null, $"{part} lies otherwise than {root}");
            Require(place == rootPlace with { Offset = rootPlace.Offset + (blocks.First() * rootForm.PlaneStride) }, pass, null, $"{part} does not lie in {root}");
        }

        // Parts of one tensor are apart, or one is inside the other.
        foreach (IGrouping<Tensor, (Tensor Part, int First, int Last)> parts in program.Views.Parts
            .Select(part => (Part: part, program.Views.BlocksOf(part).Root, program.Views.BlocksOf(part).Blocks))
            .GroupBy(part => part.Root, part => (part.Part, part.Blocks.First(), part.Blocks.Last())))
        {
            Require(
                parts.All(one => parts.All(other => one.Last < other.First || other.Last < one.First || (one.First <= other.First && other.Last <= one.Last) || (other.First <= one.First && one.Last <= other.Last))),
                pass,
                null,
                $"parts of {parts.Key} overlap");
        }
    }

    /// <summary>Blocks of tensors, those that they share with others counted once.</summary>
    private sealed class Blocks(Views views)
    {
        private readonly HashSet<(Tensor Root, int Block)> _blocks = [];

        public void Add(IEnumerable<Tensor> tensors) => _blocks.UnionWith(tensors.SelectMany(Of));

        public bool Hold(Tensor tensor) => Of(tensor).All(_blocks.Contains);

        private IEnumerable<(Tensor Root, int Block)> Of(Tensor tensor)
        {
            (Tensor root, IEnumerable<int> blocks) = views.BlocksOf(tensor);
            return blocks.Select(block => (root, block));
        }
    }

    private static void Require(bool condition, string pass, Operation? operation, string problem)
    {
        if (!condition)
        {
            throw new InvalidOperationException($"after {pass}: {operation?.GetType().Name} {problem}");
        }
    }
}
